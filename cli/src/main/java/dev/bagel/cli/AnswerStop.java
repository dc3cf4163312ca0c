package dev.bagel.cli;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Ends an answer before its time, by interrupting the thread that makes it: when it takes too
/// long, or somebody presses Ctrl-C. Pressed between answers or twice, Ctrl-C ends the program, as
/// ever with exit code 130.
final class AnswerStop {
  private static final int INTERRUPTED = 130;

  private @Nullable Thread answering;
  private boolean late;

  /// Takes Ctrl-C, in the place of the JVM's own way.
  void listen() {
    // By reflection, as the compiler warns of this package, and nothing can be said against it.
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object own =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  pressed();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), own);
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      // A JVM without it: Ctrl-C ends the program.
    }
  }

  private void pressed() {
    if (!stop(false)) {
      System.exit(INTERRUPTED);
    }
  }

  private synchronized boolean stop(boolean byTime) {
    Thread thread = answering;
    if (thread == null) {
      return false;
    }
    answering = null;
    late = byTime;
    thread.interrupt();
    return true;
  }

  /// An answer begins, on this thread.
  ///
  /// @return to be closed when it has ended
  Answer begin(Duration time) {
    Thread clock =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    Thread.sleep(time);
                    stop(true);
                  } catch (InterruptedException _) {
                    // The answer is there.
                  }
                });
    synchronized (this) {
      answering = Thread.currentThread();
      late = false;
    }
    clock.start();
    return new Answer(clock);
  }

  /// One answer under way.
  final class Answer implements AutoCloseable {
    private final Thread clock;

    private Answer(Thread clock) {
      this.clock = clock;
    }

    /// Whether its time was over.
    boolean late() {
      synchronized (AnswerStop.this) {
        return late;
      }
    }

    @Override
    public void close() {
      clock.interrupt();
      synchronized (AnswerStop.this) {
        answering = null;
        boolean _ = Thread.interrupted(); // it may have come with the last piece
      }
    }
  }
}
