package dev.bagel.prompting.functions;

/// A valid argument does not fit the Java type that it goes to.
final class Misfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Misfit(Problem problem) {
    super(problem.line(), null, false, false); // it never leaves this package
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
