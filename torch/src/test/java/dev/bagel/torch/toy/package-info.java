@NullMarked
package dev.bagel.torch.toy;

import org.jspecify.annotations.NullMarked;
