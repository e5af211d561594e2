package dev.missioncontrol.invite.segment.analytics;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Drops the body of every answer unread: only status and headers count, and Retrofit
 * would keep the body of an error in memory, however long it is.
 */
final class StatusOnlyInterceptor implements Interceptor {

	@Override
	public Response intercept(Chain chain) throws IOException {
		Response response = chain.proceed(chain.request());
		response.close();
		return response.newBuilder().body(ResponseBody.create("", null)).build();
	}

}
