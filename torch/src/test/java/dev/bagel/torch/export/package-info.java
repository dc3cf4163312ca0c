@NullMarked
package dev.bagel.torch.export;

import org.jspecify.annotations.NullMarked;
