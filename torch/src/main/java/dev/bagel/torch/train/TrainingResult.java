package dev.bagel.torch.train;

import java.nio.file.Path;

/// How a run ended.
///
/// @param out where the trained model is, if it is done
/// @param step the last one
/// @param steps of the whole run
/// @param done whether all steps are made, and the model is written
public record TrainingResult(Path out, long step, long steps, boolean done) {}
