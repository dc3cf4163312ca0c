@NullMarked
package dev.bagel.torch.card;

import org.jspecify.annotations.NullMarked;
