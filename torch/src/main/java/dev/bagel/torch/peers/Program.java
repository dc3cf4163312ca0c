package dev.bagel.torch.peers;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java program to be started once more, with this one's Java, options and class path.
///
/// @param main the name of the class with its `main`
public record Program(String main, List<String> arguments) {
  /// A debugger's port cannot be had twice.
  private static final List<String> ONCE = List.of("-agentlib:jdwp", "-Xrunjdwp");

  public Program {
    arguments = List.copyOf(arguments);
  }

  /// What starts it.
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> ONCE.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    return command;
  }
}
