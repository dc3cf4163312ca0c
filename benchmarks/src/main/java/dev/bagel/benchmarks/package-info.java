/// How fast Bagel is: JMH benchmarks, and runs side by side with the tools that others use.
@org.jspecify.annotations.NullMarked
package dev.bagel.benchmarks;
