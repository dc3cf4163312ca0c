/// Runs written down for other trainers, which know more devices: start at [TrainingExport].
@NullMarked
package dev.bagel.torch.export;

import org.jspecify.annotations.NullMarked;
