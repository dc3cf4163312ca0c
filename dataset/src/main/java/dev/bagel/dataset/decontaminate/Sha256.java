package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash that names models and their vectors.
final class Sha256 {
  private Sha256() {}

  static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw BagelException.internal("this Java has no SHA-256", e);
    }
  }
}
