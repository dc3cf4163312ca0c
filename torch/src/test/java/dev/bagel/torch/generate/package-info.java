@NullMarked
package dev.bagel.torch.generate;

import org.jspecify.annotations.NullMarked;
