package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds processes that listen where others of another machine cannot reach them: a machine that
/// takes its own name for 127.0.1.1, say, as Debian sets it.
final class Wayward {
  private Wayward() {}

  /// @throws BagelException USER when only some listen at their machine's own loopback address
  static void check(List<Member> members) {
    Map<Boolean, List<Member>> byLoopback =
        members.stream().collect(Collectors.partitioningBy(Wayward::isLoopback));
    List<Member> hidden = byLoopback.getOrDefault(true, List.of());
    if (!hidden.isEmpty() && hidden.size() < members.size()) {
      Member first = hidden.getFirst();
      throw BagelException.user(
          "%s listens at %s, where other machines cannot reach it: name the place of rank 0 by an address of the network, not by a name that is local there"
              .formatted(first, first.address()));
    }
  }

  private static boolean isLoopback(Member member) {
    try {
      return InetAddress.ofLiteral(member.address()).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      throw BagelException.user(
          "%s gives '%s' for its address".formatted(member, member.address()), e);
    }
  }
}
