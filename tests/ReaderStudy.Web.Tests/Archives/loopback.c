/* Preloaded into Orthanc by the tests: what would listen on every interface listens on loopback alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int bind(int fd, const struct sockaddr *address, socklen_t length)
{
  int (*next)(int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "bind");
  struct sockaddr_storage copy;
  if (length > sizeof copy || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
    return next(fd, address, length);
  memcpy(&copy, address, length);
  if (address->sa_family == AF_INET)
    ((struct sockaddr_in *)&copy)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  else
    ((struct sockaddr_in6 *)&copy)->sin6_addr = in6addr_loopback;
  return next(fd, (struct sockaddr *)&copy, length);
}
