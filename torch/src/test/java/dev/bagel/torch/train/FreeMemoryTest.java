package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private long free() {
    return new FreeMemory(root).bytes().orElseThrow();
  }

  @Test
  void a_machine_without_limits_has_what_it_says() throws IOException {
    write("proc/meminfo", "MemTotal:  9000 kB\nMemAvailable:   5000 kB\n");
    assertThat(free()).isEqualTo(5_000 * 1024);
  }

  @Test
  void the_group_of_a_container_bounds_it() throws IOException {
    write("proc/meminfo", "MemAvailable: 5000 kB\n");
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "1000000\n");
    write("sys/fs/cgroup/memory.current", "700000\n");
    write("sys/fs/cgroup/memory.stat", "anon 500000\ninactive_file 150000\nactive_file 50000\n");
    assertThat(free()).isEqualTo(1_000_000 - 500_000);
  }

  @Test
  void the_narrowest_of_nested_groups_counts() throws IOException {
    write("proc/meminfo", "MemAvailable: 5000 kB\n");
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/memory.max", "800000\n");
    write("sys/fs/cgroup/outer/memory.current", "600000\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    write("sys/fs/cgroup/outer/inner/memory.current", "400000\n");
    assertThat(free()).isEqualTo(200_000);
  }

  @Test
  void groups_of_the_first_version_bound_it_too() throws IOException {
    write("proc/meminfo", "MemAvailable: 5000 kB\n");
    write("proc/self/cgroup", "5:cpu:/x\n4:hugetlb,memory:/docker/abc\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "900000\n");
    write("sys/fs/cgroup/memory/memory.stat", "inactive_file 1\ntotal_inactive_file 200000\n");
    assertThat(free()).isEqualTo(300_000);
  }

  @Test
  void a_first_version_without_a_limit_does_not_count() throws IOException {
    write("proc/meminfo", "MemAvailable: 5000 kB\n");
    write("proc/self/cgroup", "4:memory:/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "900000\n");
    assertThat(free()).isEqualTo(5_000 * 1024);
  }

  @Test
  void a_group_that_has_more_than_it_may_leaves_nothing() throws IOException {
    write("proc/meminfo", "MemAvailable: 5000 kB\n");
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "1000\n");
    write("sys/fs/cgroup/memory.current", "7000\n");
    assertThat(free()).isZero();
  }

  @Test
  void where_nothing_says_how_much_nobody_knows() {
    assertThat(new FreeMemory(root).bytes()).isEmpty();
  }
}
