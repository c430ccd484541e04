"""EC2: route tables that go with their stack. moto leaves them, and then the network cannot go."""

from moto.ec2.models.route_tables import RouteTable


def lend():
    RouteTable.delete = delete


def delete(self, account_id, region_name):
    for association in list(self._associations):
        self.ec2_backend.disassociate_route_table(association)
    self.ec2_backend.delete_route_table(self.id)
