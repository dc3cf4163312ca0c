@NullMarked
package dev.bagel.torch.run;

import org.jspecify.annotations.NullMarked;
