package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.plan.PlanClock;
import dev.bagel.prompting.plan.PlanEvent;
import dev.bagel.prompting.plan.PlanRun;
import dev.bagel.prompting.plan.PlanRunner;
import dev.bagel.prompting.plan.PlanSettings;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.TraceFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel plan run`: answers a question by a plan.
@Command(
    name = "run",
    description = {
      "Answers a question by a plan.",
      "",
      "Asks a language model for a plan, checks it, runs its steps, and prints the answer. What"
          + " goes on is shown on standard error: on a terminal as the graph of steps as it fills,"
          + " elsewhere a line for each event.",
      ""
    },
    footer = {
      "",
      "Example: bagel plan run --model ollama:#qwen3 --trace run.json 'Who won?'",
      "         bagel plan run --response plan.txt 'Who won?'",
      "--response runs a plan that is there already; a model is needed only where a step, the"
          + " answer or another plan asks it. Without an answer the exit code is 3 (2 for faults in"
          + " --response), and the trace is written all the same. Ctrl-C stops the run, writes the"
          + " trace and ends with 130."
    })
final class PlanRunCommand implements Callable<Integer> {
  /// For the trace to be written when the program is told to stop.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int CANCELLED = 130;

  @Parameters(index = "0", paramLabel = "QUESTION", description = "What is to be answered.")
  private String question = "";

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Keep all that was done, as JSON: see 'bagel plan show'.")
  private @Nullable Path trace;

  @Mixin ModelOptions models = new ModelOptions();
  @Mixin PlanOptions plan = new PlanOptions();
  @Mixin PlanLimits limits = new PlanLimits();
  @Mixin WebOptions web = new WebOptions();
  @Mixin AnswerOptions answer = new AnswerOptions();

  @Option(names = "--json", description = "Print the trace in place of the answer.")
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Output output = Output.of(spec);
    if (question.isBlank()) {
      throw BagelException.user("QUESTION is blank: say what is to be answered");
    }
    if (answer.printsPrompt()) {
      answer.print(plan.prompt().first(question), output);
      return 0;
    }
    // A file without a word is a plan with faults, and no reason to ask for another.
    String given = answer.response().map(text -> text.isEmpty() ? "\n" : text).orElse("");
    PlanRunner runner = runner(given);
    try (TraceTarget target = TraceTarget.of(trace)) {
      return run(runner, given, target, output);
    }
  }

  private PlanRunner runner(String given) {
    PlanSettings settings = limits.settings(plan);
    LanguageModel model = given.isEmpty() ? models.model() : models.named().orElse(null);
    if (model == null) {
      model = LanguageModel.of(new NoModel());
      settings = settings.onFailure(settings.onFailure(), 0); // There is nobody to ask again.
    }
    return new PlanRunner(
        model, plan.toolbox(model, web.web(), web.search()), settings, PlanClock.SYSTEM);
  }

  private int run(PlanRunner runner, String given, TraceTarget target, Output output)
      throws InterruptedException {
    PlanRun run = runner.start(question, given, listener(output.err()));
    try (Stop _ = Stop.of(run::cancel, PATIENCE)) {
      PlanTrace done = run.trace();
      print(done, output);
      target.write(done);
      return over(done, runner, given, output);
    }
  }

  private static PlanEvent.Listener listener(PrintWriter err) {
    Optional<TerminalSize> terminal = TerminalSize.ofStandardError();
    return terminal.isPresent()
        ? new PlanDisplay(
                err, terminal.get(), Colour.AUTO.on(true, System.getenv()), System::nanoTime)
            .start()
        : new PlanLines(err);
  }

  private static void print(PlanTrace done, Output output) {
    if (output.json()) {
      output.line(TraceFile.write(done).stripTrailing());
    } else if (done.outcome().answered()) {
      output.line(VisibleText.lines(done.outcome().text()));
    }
  }

  private int over(PlanTrace done, PlanRunner runner, String given, Output output) {
    String why = VisibleText.line(done.outcome().text().strip().replace("\n", "; "));
    return switch (done.outcome().kind()) {
      case SOLVED, EVIDENCE -> 0;
      case CANCELLED -> {
        output.err().println("bagel: " + why + kept());
        yield CANCELLED;
      }
      case FAULTY_PLAN -> {
        String message = "no plan that can run: " + why + kept();
        throw !given.isEmpty() && done.attempts().size() == 1
            ? BagelException.user(message)
            : BagelException.resources(message);
      }
      case MODEL_FAILED ->
          throw runner.model().model() instanceof NoModel
              ? BagelException.resources("no answer: " + why + kept())
              : models.unanswered(ModelException.Kind.FAILED, why + kept());
      case MODEL_REFUSED -> throw models.unanswered(ModelException.Kind.REFUSED, why + kept());
      case STEP_FAILED, OUT_OF_CALLS, OUT_OF_TIME ->
          throw BagelException.resources("no answer: " + why + kept());
    };
  }

  private String kept() {
    return trace == null ? "" : "; 'bagel plan show %s' shows what was done".formatted(trace);
  }
}
