package dev.bagel.chat.template;

import java.time.LocalDateTime;

/// What values need of the rendering that they take part in.
// The name is the one of interpreters; java.lang.Runtime has no business in this package.
@SuppressWarnings("AvoidCommonTypeNames")
interface Runtime {
  Budget budget();

  /// What `strftime_now` tells: one time for all of a rendering.
  LocalDateTime now();
}
