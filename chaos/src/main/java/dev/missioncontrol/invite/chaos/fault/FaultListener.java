package dev.missioncontrol.invite.chaos.fault;

import java.time.Duration;

/**
 * Told what is done to whom; by several threads.
 */
public interface FaultListener {

	/**
	 * Something will be broken in a moment.
	 */
	void striking();

	/**
	 * Something is broken.
	 * @param what what was done to whom
	 * @param length how long it will last
	 */
	void struck(String what, Duration length);

	/**
	 * It is healed, which does not mean that it is ready.
	 * @param name who
	 */
	void healed(String name);

	/**
	 * The faults ended by themselves, which they should not.
	 * @param why the reason
	 */
	void failed(String why);

}
