@NullMarked
package dev.bagel.torch.weights;

import org.jspecify.annotations.NullMarked;
