package dev.bagel.chat.template;

/// Bounds on what one rendering may use, so that a hostile template ends with an error and not with
/// the machine.
///
/// Work is counted in steps; what is made costs steps by its size, so the bound on steps is also
/// one on the memory that a rendering can hold. One budget belongs to one rendering and one thread.
final class Budget {
  private static final long MAX_ITEMS = 1L << 22;
  private static final int MAX_DEPTH = 200;
  private static final int CALL = 4;

  private final long maxSteps;
  private final long maxCharacters;
  private long steps;
  private int depth;

  Budget() {
    this(TemplateLimits.DEFAULTS);
  }

  Budget(TemplateLimits limits) {
    maxSteps = limits.steps();
    maxCharacters = limits.characters();
  }

  /// Takes a step of the interpreter: a statement, an iteration.
  void step() {
    if (++steps > maxSteps) {
      throw tooMuchWork();
    }
  }

  /// About to make a string of so many characters.
  void size(long characters) {
    length(characters);
    charge(characters >> 4);
  }

  /// About to do work of so many steps.
  void work(long cost) {
    charge(cost);
  }

  /// Has written out a value in so many characters.
  void spell(long characters) {
    charge(characters);
  }

  /// A string that grows has so many characters by now; what is added is charged with [#size].
  void length(long characters) {
    if (characters > maxCharacters) {
      throw new TemplateException(
          "the template makes a text of more than " + maxCharacters + " characters");
    }
  }

  /// About to make a list of so many items.
  void items(long items) {
    if (items > MAX_ITEMS) {
      throw new TemplateException("the template makes a list of more than " + MAX_ITEMS + " items");
    }
    charge(items);
  }

  /// Enters a macro or a recursive loop; [#leave()] when it is done.
  void enter() {
    charge(CALL);
    if (++depth > MAX_DEPTH) {
      throw new TemplateException(
          "the template calls itself more than " + MAX_DEPTH + " levels deep");
    }
  }

  void leave() {
    depth--;
  }

  private void charge(long cost) {
    steps += cost;
    if (steps > maxSteps) {
      throw tooMuchWork();
    }
  }

  private TemplateException tooMuchWork() {
    return new TemplateException("the template takes more than " + maxSteps + " steps");
  }
}
