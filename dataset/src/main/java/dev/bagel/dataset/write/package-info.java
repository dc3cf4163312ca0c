/// Tables, manifest, data set card, and their proof.
@NullMarked
package dev.bagel.dataset.write;

import org.jspecify.annotations.NullMarked;
