package dev.bagel.dataset.hub;

import dev.bagel.BagelException;
import dev.bagel.dataset.hub.Lock.HubEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// A hub as a lock has it: it has the files that the lock names, as the lock describes them, and no
/// others. Finding asks nobody; what is fetched is what was locked, or an error that says how it
/// differs.
///
/// @param file the lock's file, as messages shall name it
record LockedHub(Hub hub, String file, Lock lock) implements Hub {
  @Override
  public String description() {
    return "%s (as %s has it)".formatted(hub.description(), file);
  }

  @Override
  public Found find(HubFiles files) {
    Map<String, HubFile> locked = new TreeMap<>();
    for (HubEntry entry : lock.hub()) {
      if (entry.dataset().equals(files.dataset())) {
        locked.put(entry.path(), entry.file());
      }
    }
    SortedMap<String, HubFile> found = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (String pattern : files.patterns()) {
      List<String> paths = FilePattern.of(files, pattern).in(locked.keySet());
      if (paths.isEmpty()) {
        // The manifest shall not depend on where the lock lies.
        missing.add("%s/%s (not in %s)".formatted(files.dataset(), pattern, Lock.NAME));
      }
      for (String path : paths) {
        HubFile here = locked.get(path);
        if (here != null) {
          found.put(path, here);
        }
      }
    }
    return new Found(List.copyOf(found.values()), missing);
  }

  @Override
  public Fetched fetch(HubFile locked, LongConsumer arrived) {
    HubFile there = had(locked, () -> there(locked));
    if (there.bytes() >= 0 && there.bytes() != locked.bytes()) {
      throw changed(locked, there.bytes() + " bytes");
    }
    Fetched fetched = had(locked, () -> hub.fetch(there, arrived));
    boolean same = new Digest.Sha256(fetched.sha256()).equals(locked.digest());
    if (!same || fetched.bytes() != locked.bytes()) {
      throw changed(locked, Lock.content(fetched.bytes(), fetched.sha256()));
    }
    String revision = locked.revision().equals(UNSTATED) ? fetched.revision() : locked.revision();
    return new Fetched(fetched.file(), revision, fetched.bytes(), fetched.sha256());
  }

  /// The file to ask the hub for. One that was locked without a revision, in a folder, is looked
  /// for by its name: its bytes will say whether it is the one.
  private HubFile there(HubFile locked) {
    if (!locked.revision().equals(UNSTATED)) {
      return locked;
    }
    return hub.find(HubFiles.of(locked.dataset(), locked.path())).files().stream()
        .filter(file -> file.path().equals(locked.path()))
        .findFirst()
        .orElseThrow(() -> BagelException.user(hub.description() + " has no such file"));
  }

  private <T> T had(HubFile locked, Supplier<T> fetch) {
    try {
      return fetch.get();
    } catch (BagelException e) {
      throw switch (e.kind()) {
        case USER ->
            BagelException.user(
                "%s names %s with %s, revision %s, which cannot be had (%s): mend that, or give --update-lock to build from what there is"
                    .formatted(
                        file, locked.name(), content(locked), locked.revision(), e.getMessage()),
                e);
        case RESOURCES ->
            BagelException.resources(
                "%s (%s names it with %s)".formatted(e.getMessage(), file, content(locked)), e);
        case INTERNAL -> e;
      };
    }
  }

  private BagelException changed(HubFile locked, String found) {
    return Lock.changed(file, locked.name(), content(locked), found);
  }

  private static String content(HubFile locked) {
    return locked.digest() instanceof Digest.Sha256(String hex)
        ? Lock.content(locked.bytes(), hex)
        : locked.bytes() + " bytes";
  }
}
