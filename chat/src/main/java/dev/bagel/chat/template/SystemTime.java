package dev.bagel.chat.template;

import java.time.LocalDateTime;
import java.time.ZoneId;

/// The clock of the machine: the one place of this module that reads it, for renderings whose
/// [TemplateOptions] fix no time.
final class SystemTime {
  private SystemTime() {}

  static LocalDateTime now() {
    return LocalDateTime.now(ZoneId.systemDefault());
  }
}
