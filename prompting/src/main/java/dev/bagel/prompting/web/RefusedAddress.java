package dev.bagel.prompting.web;

import java.net.UnknownHostException;

/// An address that no page is fetched from. It is an [UnknownHostException] because that is what a
/// DNS hook may throw.
final class RefusedAddress extends UnknownHostException {
  RefusedAddress(String message) {
    super(message);
  }
}
