/// What every module shares: the one exception.
@NullMarked
package dev.bagel;

import org.jspecify.annotations.NullMarked;
