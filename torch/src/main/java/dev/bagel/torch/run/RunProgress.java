package dev.bagel.torch.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a run is, as of its last row.
///
/// @param step the last step
/// @param steps how many there are to be; 0: not known
/// @param loss the mean of `train/loss` over the last rows; `NaN` when there was none
/// @param tokensPerSecond the same of `train/tokens_per_second`
/// @param left until the last step, by the time that the last steps took; null when it is not known
public record RunProgress(
    long step, long steps, double loss, double tokensPerSecond, @Nullable Duration left) {}
