package io.mtlsagent.it.jvm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;

/**
 * Which public images can be had here. Each is asked for once, and pulled in one try:
 * Testcontainers' own way takes minutes to find that no registry can be reached.
 */
final class ContainerImages {

  private static final Map<String, Boolean> PRESENT = new ConcurrentHashMap<>();

  private ContainerImages() {}

  static boolean present(String image) {
    return PRESENT.computeIfAbsent(image, ContainerImages::find);
  }

  private static boolean find(String image) {
    DockerClient engine = DockerClientFactory.instance().client();
    try {
      engine.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return pull(engine, image);
    }
  }

  private static boolean pull(DockerClient engine, String image) {
    try {
      engine.pullImageCmd(image).exec(new PullImageResultCallback()).awaitCompletion();
      return true;
    } catch (DockerException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
