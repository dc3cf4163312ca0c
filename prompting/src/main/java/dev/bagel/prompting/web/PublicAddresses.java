package dev.bagel.prompting.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which addresses belong to the public internet.
///
/// Follows IANA's registries of special-purpose addresses. Of IPv6, only global unicast (2000::/3)
/// is public at all, so that forms that carry an IPv4 address (mapped, compatible, NAT64) are
/// refused without naming them.
final class PublicAddresses {
  private static final AddressRange GLOBAL_UNICAST = AddressRange.of("2000::/3", "global unicast");

  private static final List<AddressRange> SPECIAL =
      List.of(
          AddressRange.of("169.254.169.254/32", "cloud metadata"),
          AddressRange.of("168.63.129.16/32", "cloud metadata"),
          AddressRange.of("100.100.100.200/32", "cloud metadata"),
          AddressRange.of("192.0.0.192/32", "cloud metadata"),
          AddressRange.of("0.0.0.0/8", "unspecified, this network"),
          AddressRange.of("10.0.0.0/8", "private"),
          AddressRange.of("100.64.0.0/10", "shared by a carrier's customers"),
          AddressRange.of("127.0.0.0/8", "loopback"),
          AddressRange.of("169.254.0.0/16", "link-local"),
          AddressRange.of("172.16.0.0/12", "private"),
          AddressRange.of("192.0.0.0/24", "for protocols"),
          AddressRange.of("192.0.2.0/24", "for documentation"),
          AddressRange.of("192.88.99.0/24", "6to4 relay"),
          AddressRange.of("192.168.0.0/16", "private"),
          AddressRange.of("198.18.0.0/15", "for benchmarks"),
          AddressRange.of("198.51.100.0/24", "for documentation"),
          AddressRange.of("203.0.113.0/24", "for documentation"),
          AddressRange.of("224.0.0.0/4", "multicast"),
          AddressRange.of("255.255.255.255/32", "broadcast"),
          AddressRange.of("240.0.0.0/4", "reserved"),
          AddressRange.of("::/128", "unspecified, this network"),
          AddressRange.of("::1/128", "loopback"),
          AddressRange.of("64:ff9b::/96", "NAT64, carries an IPv4 address"),
          AddressRange.of("64:ff9b:1::/48", "NAT64, carries an IPv4 address"),
          AddressRange.of("fd00:ec2::/32", "cloud metadata"),
          AddressRange.of("fd20:ce::/32", "cloud metadata"),
          AddressRange.of("fc00::/7", "unique local"),
          AddressRange.of("fe80::/10", "link-local"),
          AddressRange.of("fec0::/10", "site-local"),
          AddressRange.of("ff00::/8", "multicast"),
          AddressRange.of("2001::/32", "Teredo, carries an IPv4 address"),
          AddressRange.of("2001:db8::/32", "for documentation"),
          AddressRange.of("2001::/23", "for protocols"),
          AddressRange.of("2002::/16", "6to4, carries an IPv4 address"),
          AddressRange.of("3fff::/20", "for documentation"));

  private PublicAddresses() {}

  /// Why no page is fetched from there; nothing for a public address.
  static Optional<String> refusal(InetAddress address) {
    for (AddressRange range : SPECIAL) {
      if (range.contains(address)) {
        return Optional.of(range.reason());
      }
    }
    if (address instanceof Inet4Address) {
      return Optional.empty();
    }
    if (!GLOBAL_UNICAST.contains(address)) {
      return Optional.of("not global unicast");
    }
    return isatap(address.getAddress())
        ? Optional.of("ISATAP, carries an IPv4 address")
        : Optional.empty();
  }

  /// RFC 5214: the interface identifier is 0000:5efe or 0200:5efe and an IPv4 address.
  private static boolean isatap(byte[] address) {
    return (address[8] & ~2) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && address[11] == (byte) 0xfe;
  }
}
