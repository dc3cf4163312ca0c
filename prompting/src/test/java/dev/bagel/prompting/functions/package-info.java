@NullMarked
package dev.bagel.prompting.functions;

import org.jspecify.annotations.NullMarked;
