package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line. Exit codes: 0 done, 1 a fault of Bagel's, 2 the user's input, 3 resources.
/// Results go to standard output; errors, one line each, and progress go to standard error.
@Command(
    name = "bagel",
    description = {
      "Composes fine-tuning data sets from public sources, and can say what is in them.",
      "Asks language models for answers from given texts, summaries, function calls and plans,",
      "trains them, and runs those that lie in a folder."
    },
    subcommands = {
      BuildCommand.class,
      SourcesCommand.class,
      VerifyCommand.class,
      DecontaminateCommand.class,
      RenderCommand.class,
      TemplateCommand.class,
      TokensCommand.class,
      AskCommand.class,
      SummariseCommand.class,
      CallCommand.class,
      PlanCommand.class,
      ToyCommand.class,
      TrainCommand.class,
      GenerateCommand.class,
      ChatCommand.class,
      CardCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = BagelVersion.class,
    footer = {
      "",
      "Example: bagel build                 (a small data set, from rows inside Bagel)",
      "         bagel java Ask.java         (a program of yours, on Bagel's classes)",
      "Exit codes: 0 done, 1 a fault of Bagel's, 2 the user's input, 3 resources."
    })
public final class Bagel implements Runnable {
  private static final int INTERNAL = 1;
  private static final int USER = 2;
  private static final int RESOURCES = 3;

  @Spec private @Nullable CommandSpec spec;

  private Bagel() {}

  /// Without a command: what there is.
  @Override
  public void run() {
    Output output = Output.of(spec);
    output.line(Objects.requireNonNull(spec).commandLine().getUsageMessage().stripTrailing());
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // what is written must not depend on where it is written
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /// Runs one command line; for tests too.
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine commandLine = new CommandLine(new Bagel());
    commandLine.setOut(new PrintWriter(out, true, UTF_8));
    commandLine.setErr(new PrintWriter(err, true, UTF_8));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false); // words for a model may begin with @
    commandLine.registerConverter(Path.class, BadArguments::path);
    commandLine.setParameterExceptionHandler(Bagel::badArguments);
    commandLine.setExecutionExceptionHandler((e, command, _) -> failed(e, command, debug(args)));
    int code = execute(commandLine, args);
    if (code == 0 && out.checkError()) {
      commandLine.getErr().println("bagel: standard output takes no more: the result is cut off");
      return RESOURCES;
    }
    return code;
  }

  private static int execute(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(
          Arrays.stream(args).filter(arg -> !arg.equals("--debug")).toArray(String[]::new));
    } catch (Error e) { // picocli handles exceptions only
      return failed(e, commandLine, debug(args));
    }
  }

  private static boolean debug(String[] args) {
    return Arrays.asList(args).contains("--debug");
  }

  private static int badArguments(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "bagel: %s; see '%s --help'%n",
            oneLine(BadArguments.describe(e)), command.getCommandSpec().qualifiedName());
    return USER;
  }

  private static int failed(Throwable e, CommandLine command, boolean debug) {
    if (debug) {
      e.printStackTrace(command.getErr());
    }
    if (e instanceof OutOfMemoryError) {
      command
          .getErr()
          .println("bagel: not enough memory: give Java more, as in BAGEL_JAVA_OPTS=-Xmx8g");
      return RESOURCES;
    }
    if (e instanceof BagelException bagel) {
      command.getErr().println("bagel: " + oneLine(bagel.getMessage()));
      return switch (bagel.kind()) {
        case USER -> USER;
        case RESOURCES -> RESOURCES;
        case INTERNAL -> INTERNAL;
      };
    }
    command
        .getErr()
        .println(
            "bagel: this is a fault of Bagel's: %s; --debug shows where"
                .formatted(oneLine(e.toString())));
    return INTERNAL;
  }

  private static String oneLine(@Nullable String message) {
    return VisibleText.line(String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, UTF_8);
  }
}
