import { CODE, type Edge, reached } from '../../../../proof/prove/reach/graph.ts';

const edge = (from: string, to: string, isOpen = true): Edge => ({ from, to, isOpen, by: [], why: '' });

describe('what code reaches', () => {
  it('is what open edges lead to, however far, and not what is its own', () => {
    const edges = [
      edge(CODE, 'network interface'),
      edge('network interface', 'behind the security group'),
      edge('behind the security group', 'subnet 1'),
      edge('subnet 1', 'AWS::EC2::NatGateway She-Network/Nat'),
      edge('AWS::EC2::NatGateway She-Network/Nat', 'subnet 1'),
    ];

    expect(reached(edges)).toEqual(['AWS::EC2::NatGateway She-Network/Nat']);
  });

  it('ends at a closed edge', () => {
    const edges = [edge(CODE, 'resolver', false), edge('resolver', 'public name servers')];

    expect(reached(edges)).toEqual([]);
  });
});
