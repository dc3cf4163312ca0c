package dev.bagel.prompting.plan;

import dev.bagel.prompting.model.LanguageModel;

/// Answers questions by plans (reWOO, Xu et al. 2023): asks a model for a plan, checks it, runs its
/// steps, and answers from their evidence.
///
/// Whatever the model and the tools do, a run ends within its budget of time, and its trace says
/// what happened. May be used by many threads; each run has its own budget.
///
/// @param model makes the plans, and answers where a solver is needed
/// @param toolbox what plans can call
/// @param clock [PlanClock#SYSTEM] but in tests
public record PlanRunner(
    LanguageModel model, Toolbox toolbox, PlanSettings settings, PlanClock clock) {

  /// With the default settings.
  public static PlanRunner of(LanguageModel model, Toolbox toolbox) {
    return new PlanRunner(model, toolbox, PlanSettings.DEFAULTS, PlanClock.SYSTEM);
  }

  public PlanRunner with(PlanSettings other) {
    return new PlanRunner(model, toolbox, other, clock);
  }

  /// Plans, runs and answers on this thread. Interrupting it cancels the run: the trace comes all
  /// the same, and the thread's flag is set.
  public PlanTrace run(String question) {
    return work(question, "", PlanEvent.Listener.NONE);
  }

  /// As [#run(String)], but with a first plan that is there already, as a model wrote it.
  public PlanTrace run(String question, String plan) {
    return work(question, plan, PlanEvent.Listener.NONE);
  }

  /// The same on another thread.
  ///
  /// @param plan the first plan, or empty to ask the model for it
  public PlanRun start(String question, String plan, PlanEvent.Listener listener) {
    return new PlanRun(() -> work(question, plan, listener));
  }

  private PlanTrace work(String question, String plan, PlanEvent.Listener listener) {
    return new PlanWork(this, question, new RunState(settings, toolbox, clock, listener)).run(plan);
  }
}
