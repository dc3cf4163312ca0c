@NullMarked
package dev.bagel.prompting.model;

import org.jspecify.annotations.NullMarked;
