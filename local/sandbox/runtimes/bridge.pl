# Gives way to a runtime that wants the Runtime API at host:port, and carries its bytes from there to the host's
# unix socket: `perl bridge.pl SOCKET PORT COMMAND...`, port 0 for any that is free. Perl is on every Debian and
# starts in 2 ms where Node needs 50; without its modules, hence the numbers, which are those of Linux.
use strict;

my ($socket_path, $port, @command) = @ARGV;
my ($AF_UNIX, $AF_INET, $SOCK_STREAM, $IPPROTO_TCP, $TCP_NODELAY) = (1, 2, 1, 6, 1);
my $LOOPBACK = "\x7f\0\0\1";
my $ADDRESS = 'S n a4 x8';

# Nothing but standard streams may be open in what runs instead of this.
$^F = 2;
socket(my $listener, $AF_INET, $SOCK_STREAM, 0) or die "no socket: $!";
bind($listener, pack($ADDRESS, $AF_INET, $port, $LOOPBACK)) or die "no port: $!";
listen($listener, 4) or die "cannot listen: $!";
my (undef, $bound) = unpack('S n', getsockname($listener));

# A grandchild, so that the function has no child it does not know.
my $child = fork() // die "cannot fork: $!";
if ($child == 0) {
    my $bridge = fork() // exit 1;
    exit 0 if $bridge > 0;
    carry();
}
waitpid($child, 0);
die 'no bridge' if $? != 0;

$ENV{AWS_LAMBDA_RUNTIME_API} = "127.0.0.1:$bound";
$ENV{LD_LIBRARY_PATH} = "$ENV{LAMBDA_TASK_ROOT}:$ENV{LAMBDA_TASK_ROOT}/lib";
exec { $command[0] } @command;
print STDERR "$command[0] cannot be run: $!\n";
exit 127;

sub carry {
    $SIG{PIPE} = 'IGNORE';
    # What the function prints ends with the function.
    close STDOUT;
    close STDERR;
    my %other;
    for (;;) {
        my $readable = '';
        vec($readable, fileno($_->[0]), 1) = 1 for [$listener], values %other;
        select($readable, undef, undef, undef) > 0 or next;
        connect_one(\%other) if vec($readable, fileno($listener), 1);
        for my $pair (values %other) {
            my ($from, $to) = @$pair;
            next if !defined fileno($from) || !vec($readable, fileno($from), 1) || pass_on($from, $to);
            delete @other{$from, $to};
            close $_ for $from, $to;
        }
    }
}

sub connect_one {
    my ($other) = @_;
    accept(my $from, $listener) or return;
    setsockopt($from, $IPPROTO_TCP, $TCP_NODELAY, 1);
    socket(my $to, $AF_UNIX, $SOCK_STREAM, 0) or return;
    connect($to, pack('S a*', $AF_UNIX, $socket_path)) or return;
    $other->{$from} = [$from, $to];
    $other->{$to} = [$to, $from];
}

# False when this way is at its end.
sub pass_on {
    my ($from, $to) = @_;
    my $length = sysread($from, my $bytes, 65536) or return 0;
    for (my $sent = 0; $sent < $length;) {
        $sent += syswrite($to, $bytes, $length - $sent, $sent) // return 0;
    }
    return 1;
}
