/// Plans that a language model makes before any tool runs (reWOO): asked for, read, checked, run as
/// a graph, traced.
@NullMarked
package dev.bagel.prompting.plan;

import org.jspecify.annotations.NullMarked;
