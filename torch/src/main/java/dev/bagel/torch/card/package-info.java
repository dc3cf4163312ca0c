/// What people should know of a trained model, as hubs show it: start at [ModelCard].
@NullMarked
package dev.bagel.torch.card;

import org.jspecify.annotations.NullMarked;
