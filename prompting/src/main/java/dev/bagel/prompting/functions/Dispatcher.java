package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Outcome.Cancelled;
import dev.bagel.prompting.functions.Outcome.Refused;
import dev.bagel.prompting.functions.Outcome.Returned;
import dev.bagel.prompting.functions.Outcome.Threw;
import dev.bagel.prompting.functions.Outcome.TimedOut;
import dev.bagel.prompting.functions.Outcome.TooLarge;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs valid calls: each on a daemon thread of its own, within limits, to a defined [Outcome]. A
/// function that computes without end is left behind there and keeps no other from running.
///
/// May be used by many threads; then the functions must bear that too.
public final class Dispatcher {
  private final List<CallableFunction> code;
  private final Functions functions;
  private final DispatchLimits limits;

  private Dispatcher(List<CallableFunction> code, DispatchLimits limits) {
    this.code = List.copyOf(code);
    this.functions = CallableFunction.declarations(this.code);
    this.limits = limits;
  }

  public static Dispatcher of(List<CallableFunction> code) {
    return new Dispatcher(code, DispatchLimits.DEFAULTS);
  }

  public Dispatcher within(DispatchLimits other) {
    return new Dispatcher(code, other);
  }

  /// What can be called.
  public Functions functions() {
    return functions;
  }

  /// What keeps this call from running: a number that its Java type cannot hold, say. Empty where
  /// nothing does. Records are made for it, and nothing is called.
  public List<Problem> check(ValidCall call) {
    try {
      bind(call);
      return List.of();
    } catch (Misfit e) {
      return List.of(e.problem());
    }
  }

  /// Calls the function and waits for it.
  public Outcome run(ValidCall call) {
    try {
      return run(call.function().name(), bind(call));
    } catch (Misfit e) {
      return new Refused(List.of(e.problem()));
    }
  }

  private Callable<@Nullable Object> bind(ValidCall call) throws Misfit {
    for (CallableFunction function : code) {
      if (function.declaration().equals(call.function())) {
        return function.bind(call.arguments());
      }
    }
    throw new Misfit(
        new Problem(
            "function",
            "'%s' as it is declared has no code here".formatted(call.function().name()),
            "a call that was checked against these functions"));
  }

  private Outcome run(String name, Callable<@Nullable Object> body) {
    FutureTask<String> result =
        new FutureTask<>(() -> ResultText.of(body.call(), limits.characters()));
    Thread running = Thread.ofPlatform().daemon().name(name).start(result);
    try {
      return new Returned(result.get(limits.time().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return new TimedOut(name, limits.time());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Cancelled(name);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return isTooLong(cause) ? new TooLarge(name, limits.characters()) : new Threw(name, cause);
    } finally {
      running.interrupt();
    }
  }

  /// What writes JSON may wrap what its writer throws.
  private static boolean isTooLong(Throwable thrown) {
    return thrown instanceof ResultText.TooLong || thrown.getCause() instanceof ResultText.TooLong;
  }
}
