package io.mtlsagent.it.jvm;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Which public images can be had here; each is tried once. */
final class ContainerImages {

  private static final Map<String, Boolean> PRESENT = new ConcurrentHashMap<>();

  private ContainerImages() {}

  static boolean present(String image) {
    return PRESENT.computeIfAbsent(image, ContainerImages::resolve);
  }

  private static boolean resolve(String image) {
    try {
      new RemoteDockerImage(DockerImageName.parse(image)).get();
      return true;
    } catch (Exception e) {
      return false;
    }
  }
}
