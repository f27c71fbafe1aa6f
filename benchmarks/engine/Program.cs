System.Console.WriteLine("not written yet");
