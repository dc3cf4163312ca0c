/// Data parallel training: processes that hold the whole model each, learn from different rows, and
/// add up their gradients. Start at [dev.bagel.torch.peers.Peers].
@NullMarked
package dev.bagel.torch.peers;

import org.jspecify.annotations.NullMarked;
