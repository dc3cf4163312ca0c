@NullMarked
package dev.bagel.chat;

import org.jspecify.annotations.NullMarked;
