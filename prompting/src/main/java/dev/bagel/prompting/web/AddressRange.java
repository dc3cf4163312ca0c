package dev.bagel.prompting.web;

import java.net.InetAddress;

/// The addresses that share the first `bits` bits with `first`, and why no page is fetched from
/// them.
record AddressRange(InetAddress first, int bits, String reason) {

  static AddressRange of(String block, String reason) {
    int slash = block.indexOf('/');
    return new AddressRange(
        InetAddress.ofLiteral(block.substring(0, slash)),
        Integer.parseInt(block.substring(slash + 1)),
        reason);
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || (mine[whole] ^ other[whole]) >> (8 - rest) == 0;
  }
}
