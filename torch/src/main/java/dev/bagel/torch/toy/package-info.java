/// A model to try things with: small, untrained, made on the spot.
@NullMarked
package dev.bagel.torch.toy;

import org.jspecify.annotations.NullMarked;
