package dev.missioncontrol.invite.test;

import org.testcontainers.containers.GenericContainer;

/**
 * Whether the real parts of tests run in containers: when the system property
 * {@code invite.test.containers} is set. Its value becomes a label of each container, so
 * that whoever started the tests finds those that a killed JVM left behind.
 */
final class TestContainers {

	/** The label. */
	static final String LABEL = "dev.missioncontrol.invite.test";

	private static final String RUN = System.getProperty("invite.test.containers", "");

	/** Whether there is to be a container. */
	static final boolean WANTED = !RUN.isEmpty();

	private TestContainers() {
	}

	/** Puts the label on. */
	static <C extends GenericContainer<C>> C named(C container) {
		return container.withLabel(LABEL, RUN);
	}

}
