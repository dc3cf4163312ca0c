@NullMarked
package dev.bagel.torch.data;

import org.jspecify.annotations.NullMarked;
