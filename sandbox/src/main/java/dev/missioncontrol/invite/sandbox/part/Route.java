package dev.missioncontrol.invite.sandbox.part;

import java.io.IOException;

/**
 * Answers the requests for one path.
 */
@FunctionalInterface
public interface Route {

	/**
	 * Answers one request.
	 * @param request the request
	 * @return the answer
	 * @throws IOException when the body cannot be read; the connection ends
	 */
	Answer answer(Request request) throws IOException;

}
