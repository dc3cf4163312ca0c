package dev.bagel.prompting.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// From a host's name to its addresses. Called by many threads.
@FunctionalInterface
public interface NameResolver {
  /// What the machine itself says: its resolver, its hosts file.
  NameResolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /// @param name in lower case ASCII, never an address
  /// @return in the order in which they are to be tried, one at least
  /// @throws UnknownHostException where there is none
  List<InetAddress> addresses(String name) throws UnknownHostException;
}
