package dev.bagel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The one exception of Bagel: work that cannot go on. Trouble with a single row is data, not an
/// exception.
///
/// The message is one line that says what is wrong, where (source, file, row) and what to do.
public final class BagelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Who can mend it.
  public enum Kind {
    /// The user's input: a wrong argument, a missing file, a recipe that makes no sense. Exit code
    /// 2.
    USER,
    /// The machine's resources: disk, memory, network, permissions. Exit code 3.
    RESOURCES,
    /// A fault of Bagel's own. Exit code 1.
    INTERNAL
  }

  private final Kind kind;

  private BagelException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /// The user's input is wrong.
  public static BagelException user(String message) {
    return new BagelException(Kind.USER, message, null);
  }

  /// The user's input is wrong, and `cause` found it out.
  public static BagelException user(String message, Throwable cause) {
    return new BagelException(Kind.USER, message, cause);
  }

  /// The machine lacks something: disk, memory, network, a permission.
  public static BagelException resources(String message, Throwable cause) {
    return new BagelException(Kind.RESOURCES, message, cause);
  }

  /// The machine lacks something, and nothing else was thrown.
  public static BagelException resources(String message) {
    return new BagelException(Kind.RESOURCES, message, null);
  }

  /// A fault of Bagel's own.
  public static BagelException internal(String message, Throwable cause) {
    return new BagelException(Kind.INTERNAL, message, cause);
  }

  /// The one line for the user.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage(), "every constructor is given one");
  }

  public Kind kind() {
    return kind;
  }
}
