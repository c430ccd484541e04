import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether the path of a socket has outlived the process that listened there: nobody answers any more. */
export async function isAbandonedSocket(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}
