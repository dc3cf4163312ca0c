/// The `bagel` command: one class a command, arguments → settings → one call → print.
@NullMarked
package dev.bagel.cli;

import org.jspecify.annotations.NullMarked;
