@NullMarked
package dev.bagel.torch.train;

import org.jspecify.annotations.NullMarked;
