package dev.bagel.cli;

import dev.bagel.prompting.plan.PlanEvent;
import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/// Shows a run of plans on a terminal, each plan as a picture that is drawn over until it is over.
/// For many threads.
final class PlanDisplay implements PlanEvent.Listener, AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final PlanScreen screen;
  private final TerminalSize size;
  private final boolean colour;
  private final LongSupplier nanos;
  private final Timer timer = new Timer("plan display", true);
  private PlanPicture picture;
  private boolean over;

  /// @param nanos the clock, as [System#nanoTime] gives it
  PlanDisplay(PrintWriter terminal, TerminalSize size, boolean colour, LongSupplier nanos) {
    this.screen = new PlanScreen(terminal);
    this.size = size;
    this.colour = colour;
    this.nanos = nanos;
    this.picture = new PlanPicture(0, colour, nanos.getAsLong());
  }

  /// Looks at the clock by itself from now on.
  PlanDisplay start() {
    TimerTask look =
        new TimerTask() {
          @Override
          public void run() {
            look();
          }
        };
    timer.schedule(look, LOOK_MILLIS, LOOK_MILLIS);
    return this;
  }

  @Override
  public synchronized void on(PlanEvent event) {
    long now = nanos.getAsLong();
    if (event instanceof PlanEvent.Asking(int attempt, String _) && attempt > picture.attempt()) {
      screen.keep(picture.lines(now, size.columns()));
      picture = new PlanPicture(attempt, colour, now);
    }
    picture.on(event, now);
    if (event instanceof PlanEvent.Ended) {
      close();
    } else {
      look();
    }
  }

  synchronized void look() {
    if (!over) {
      screen.draw(picture.lines(nanos.getAsLong(), size));
    }
  }

  /// Leaves the last picture as it is, whole.
  @Override
  public synchronized void close() {
    timer.cancel();
    if (!over) {
      over = true;
      screen.keep(picture.lines(nanos.getAsLong(), size.columns()));
    }
  }
}
