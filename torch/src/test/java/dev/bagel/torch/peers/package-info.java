@NullMarked
package dev.bagel.torch.peers;

import org.jspecify.annotations.NullMarked;
