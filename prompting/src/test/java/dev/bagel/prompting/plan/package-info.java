@NullMarked
package dev.bagel.prompting.plan;

import org.jspecify.annotations.NullMarked;
